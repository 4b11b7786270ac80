// 短信端口: for those who have a gateway. Nothing in the product needs one.
import type { Config } from './config.ts'
import type { Withheld } from './withheld.ts'

/** Sends one message or throws. `text` may hold a code; neither number nor text is ever logged. */
export type SmsPort = { send(phone: string, text: string): Promise<void> }

const TIMEOUT_MS = 10_000

/**
 * POSTs `{ "to": …, "text": … }` to XIAOMEN_SMS_URL with `authorization: Bearer XIAOMEN_SMS_TOKEN`; any 2xx is "taken".
 * Vendors' own protocols sit behind a small bridge of the operator's, so that no vendor is wired in here.
 * @returns null where no gateway is configured
 */
export function openSms({ sms }: Config, withheld: Withheld | null): SmsPort | null {
  if (sms === null) return null
  if (withheld !== null) return { send: async () => withheld.note('sms') }
  return {
    send: async (phone, text) => {
      const reply = await fetch(sms.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(sms.token === null ? {} : { authorization: `Bearer ${sms.token}` }) },
        body: JSON.stringify({ to: phone, text }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      await reply.body?.cancel()
      if (!reply.ok) throw new Error(`the SMS gateway answered ${reply.status}`)
    },
  }
}
