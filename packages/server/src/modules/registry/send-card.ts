// An invitation by text message: the worker makes the code, so that it never waits anywhere in clear.
import { printedCardCode } from '@xiaomen/rules/registry'
import { type Services, worker } from '../../platform/module.ts'
import type { SmsPort } from '../../platform/sms.ts'
import { findArea } from '../areas/index.ts'
import { makeCard } from './make-card.ts'
import { openPhone } from './person-fields.ts'
import { findHomeRow } from './repo/home.ts'
import { findPersonRow } from './repo/person.ts'

// Known from the start of the module: a handler has no way to the services.
let gateway: SmsPort | null = null
export const useSms = (port: SmsPort | null): void => {
  gateway = port
}
export const hasSms = (): boolean => gateway !== null

const TEXTS = {
  zh: (community: string, link: string, code: string) => `【小门】${community}邀请您领取出入码：${link}输入家庭卡号 ${code}，30天内有效，请勿转发。`,
  en: (community: string, link: string, code: string) =>
    `[Xiaomen] ${community} invites you to your gate code: ${link}enter family card ${code}. Valid 30 days, do not forward.`,
}

/** Tried again when the gateway does not answer: each try sends a code of its own, and the last one is good. */
async function sendCard({ asSystem, sms, config }: Services, { personId = '' }: Record<string, string>): Promise<void> {
  if (sms === null) return
  const made = await asSystem('registry.sendCard', async (ctx) => {
    const person = await findPersonRow(ctx, personId)
    const home = person?.home_id ? await findHomeRow(ctx, person.home_id) : undefined
    const phone = person && openPhone(ctx.crypto, person)
    if (!home || !phone) return null
    ctx.audit.place(home.area_path)
    ctx.audit.communityId(home.community_id)
    ctx.audit.subjects([personId])
    const { code } = await makeCard(ctx, home)
    const link = config.publicUrl === null ? '' : `${config.publicUrl}/join `
    const say = TEXTS[person.lang === null || person.lang.startsWith('zh') ? 'zh' : 'en']
    return { phone, text: say((await findArea(ctx, home.community_id))?.name ?? '', link, printedCardCode(code)) }
  })
  if (made) await sms.send(made.phone, made.text)
}

export const sendCardWorker = worker('registry.sendCard', sendCard)
