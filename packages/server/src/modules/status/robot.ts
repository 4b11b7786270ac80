// What a group's robot is sent. WeCom: the key in the address, markdown up to 4,096 bytes (work.weixin.qq.com/api/doc/90000/90136/91770).
// DingTalk: timestamp and secret signed by HMAC-SHA256, base64, in the address (open.dingtalk.com, custom robot, 加签). Both take 20 messages a minute.
import { createHmac } from 'node:crypto'
import type { StatusVerdict } from '@xiaomen/rules/status'
import type { Line } from './lines.ts'
import type { DigestRow } from './tables.ts'

const VERDICTS: Record<StatusVerdict, string> = { green: '绿', yellow: '黄', red: '红' }
const MOST_BYTES = 3_800
/** Signs that a group's markdown would read as its own; the stars of a mask stay, wider. */
const plain = (text: string): string => text.replaceAll('*', '＊').replace(/[_`~<>[\]()#|\\\n\r]/g, ' ')

export function digestText(
  digest: Pick<DigestRow, 'id' | 'kind' | 'day' | 'people'>,
  community: string,
  lines: readonly Line[],
): { title: string; text: string } {
  const title = `${digest.kind === 'red' ? '红码即报' : '预警早报'} ${plain(community)} ${digest.day}`
  const end = `编号 ${digest.id}`
  if (lines.length === 0) return { title, text: `**${title}**\n今日无变化\n${end}` }
  const supplies = new Map<string, number>()
  for (const { zh } of lines.flatMap((line) => line.supplies)) supplies.set(zh, (supplies.get(zh) ?? 0) + 1)
  const needs = supplies.size === 0 ? '' : `建议备：${[...supplies].map(([item, n]) => `${plain(item)}×${n}`).join('，')}\n`
  const all = lines.map(
    (line) => `> ${VERDICTS[line.was]}→${VERDICTS[line.verdict]} ${plain(line.name ?? '—')} ${plain(line.door ?? '—')} 责任人 ${plain(line.carer ?? '未指定')}`,
  )
  const textOf = (shown: number) =>
    `**${title}**\n状态变化 ${lines.length} 人\n${all.slice(0, shown).join('\n')}\n${shown < all.length ? `另有 ${all.length - shown} 人，请在“预警”中查看\n` : ''}${needs}${end}`
  let shown = all.length
  while (shown > 0 && Buffer.byteLength(textOf(shown)) > MOST_BYTES) shown -= 1
  return { title, text: textOf(shown) }
}

/** The address to go to and the body to send now. */
export function robotRequest(
  kind: 'wecom' | 'dingtalk',
  at: { address: string; secret: string | null },
  message: { title: string; text: string },
  now: Date,
): { address: string; body: string } {
  if (kind === 'wecom') return { address: at.address, body: JSON.stringify({ msgtype: 'markdown', markdown: { content: message.text } }) }
  const body = JSON.stringify({ msgtype: 'markdown', markdown: { title: message.title, text: message.text.replaceAll('\n', '\n\n') } })
  if (at.secret === null) return { address: at.address, body }
  const timestamp = now.getTime()
  const url = new URL(at.address)
  url.searchParams.set('timestamp', String(timestamp))
  url.searchParams.set('sign', createHmac('sha256', at.secret).update(`${timestamp}\n${at.secret}`).digest('base64'))
  return { address: url.toString(), body }
}

/** Both answer 200 with an errcode; 0 is taken. */
export function isTaken({ status, text }: { status: number; text: string }): boolean {
  if (status !== 200) return false
  try {
    return (JSON.parse(text) as { errcode?: number }).errcode === 0
  } catch {
    return false
  }
}
