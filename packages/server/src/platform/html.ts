// Markup put together by hand: whatever enters it is escaped, except markup made here.
const MARKUP = Symbol('markup')
/** Markup that is already safe. Everything else that enters `html` is escaped. */
export type Safe = { [MARKUP]: string }
export const safe = (markup: string): Safe => ({ [MARKUP]: markup })
export const markupOf = (made: Safe): string => made[MARKUP]

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!)

type Part = string | Safe | null | readonly (string | Safe | null)[]
const write = (part: Part): string => (part === null ? '' : typeof part === 'string' ? escape(part) : MARKUP in part ? part[MARKUP] : part.map(write).join(''))
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Safe => safe(strings.map((text, index) => text + write(parts[index] ?? null)).join(''))

/** A page to be printed, whole: nothing is loaded beside it. */
export const paperPage = ({ lang, title, style, body }: { lang: 'zh' | 'en'; title: string; style: string; body: Part }): string =>
  markupOf(
    html`<!doctype html>
      <html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <title>${title}</title>
          ${safe(['<style>', '</style>'].join(style))}
        </head>
        <body>
          ${body}
        </body>
      </html>`,
  )
