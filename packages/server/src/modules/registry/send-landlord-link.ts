// The landlord's link by text message: the worker makes the code, so that it never waits anywhere in clear.
import { LANDLORD_LINK_DAYS, printedCardCode } from '@xiaomen/rules/registry'
import { type Services, worker } from '../../platform/module.ts'
import { findArea } from '../areas/index.ts'
import { openLandlordPhone } from './landlord-fields.ts'
import { makeLandlordLink } from './make-landlord-link.ts'
import { findLandlordRow } from './repo/landlord.ts'

/** Landlords are written to in Chinese: a landlord's language is not on record. With no public address the code is typed on our page. */
const textOf = (community: string, link: string | null, code: string) =>
  link === null
    ? `【小门】${community}请您报告房客变动：打开社区网址，选“我是房东”，输入房东码 ${code}，${LANDLORD_LINK_DAYS}天内有效，请勿转发。`
    : `【小门】${community}请您报告房客变动，不用注册，点开即可：${link} ，${LANDLORD_LINK_DAYS}天内有效，请勿转发。`

async function sendLandlordLink({ asSystem, sms, config }: Services, { landlordId = '' }: Record<string, string>): Promise<void> {
  if (sms === null) return
  const made = await asSystem('registry.sendLandlordLink', async (ctx) => {
    const landlord = await findLandlordRow(ctx, landlordId)
    const phone = landlord && landlord.closed_at === null ? openLandlordPhone(ctx.crypto, landlord) : null
    if (!landlord || phone === null) return null
    ctx.audit.place(landlord.area_path)
    ctx.audit.communityId(landlord.community_id)
    const { code } = await makeLandlordLink(ctx, landlord)
    const link = config.publicUrl === null ? null : `${config.publicUrl}/#/landlord/${code}`
    return { phone, text: textOf((await findArea(ctx, landlord.community_id))?.name ?? '', link, printedCardCode(code)) }
  })
  if (made) await sms.send(made.phone, made.text)
}

export const sendLandlordLinkWorker = worker('registry.sendLandlordLink', sendLandlordLink)
