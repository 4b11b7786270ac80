// The release as one page to be printed on A4: Chinese above, English below, the same in both.
import { html, paperPage, type Safe } from '../../platform/html.ts'
import { NOTE } from './note-text.ts'

type Named = { zh: string; en: string }
type Lang = keyof Named
export type ReleaseNote = {
  number: string
  /** Null: the note is of a place. */
  name: string | null
  place: string
  door: string | null
  track: Named
  measures: readonly (Named & { from: string; to: string })[]
  tests: readonly string[]
  /** Of a place: how many works were done. */
  works: number | null
  surveys: readonly { day: string; name: Named; counted: number; among: number; value: number }[]
  releasedOn: string
  /** Ended with the order it stood under, and not by its days. */
  isWithOrder: boolean
  unit: string | null
  rule: Named & { packId: string; edition: string; isDraft: boolean }
}

const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:11.5pt/1.5 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#000;background:#fff}
main{width:210mm;min-height:296mm;padding:16mm 18mm;margin:0 auto;display:flex;flex-direction:column;gap:8mm}
section{border:.35mm solid #000;padding:8mm 9mm;break-inside:avoid}
h1{font-size:18pt;margin:0 0 3mm;text-align:center}
dl{display:grid;grid-template-columns:42mm 1fr;gap:1.5mm 4mm;margin:4mm 0 0}
dt{font-weight:700}dd{margin:0;overflow-wrap:anywhere}
footer{margin-top:6mm;text-align:right}
@media (max-width:150mm){main{width:auto;padding:5mm}dl{grid-template-columns:1fr}}
@page{size:A4;margin:0}
`
const line = (term: string, says: string): Safe =>
  html`<dt>${term}</dt>
    <dd>${says}</dd>`

function half(note: ReleaseNote, lang: Lang): Safe {
  const t = (key: keyof typeof NOTE) => NOTE[key][lang]
  const join = lang === 'zh' ? '；' : '; '
  const rule = `${note.rule.packId} ${note.rule.edition} · ${note.rule[lang]}${note.rule.isDraft ? ` · ${t('draft')}` : ''}`
  // It hangs at the door of a house: the track, which may say of whose home it was, does not stand in it.
  const isPlace = note.name === null
  const says = isPlace ? (note.isWithOrder ? 'saysPlaceWithOrder' : 'saysPlace') : note.isWithOrder ? 'saysWithOrder' : 'says'
  const surveys = note.surveys.map((one) => `${one.day} ${one.name[lang]} ${one.value} (${one.counted}/${one.among})`)
  return html`<section lang="${lang}">
    <h1>${t(isPlace ? 'titlePlace' : 'title')}</h1>
    <p>${t(says).replace('{day}', note.releasedOn)}</p>
    <dl>
      ${line(t('number'), note.number)} ${note.name === null ? [] : line(t('name'), note.name)}
      ${line(t(isPlace ? 'where' : 'place'), [note.place, note.door ?? ''].join(' ').trim())} ${isPlace ? [] : line(t('track'), note.track[lang])}
      ${line(t('measures'), note.measures.map((one) => `${one[lang]} ${one.from} – ${one.to}`).join(join) || t('none'))}
      ${note.works === null ? line(t('tests'), note.tests.join(join) || t('none')) : [line(t('works'), String(note.works)), line(t('surveys'), surveys.join(join) || t('none'))]}
      ${line(t('rule'), rule)} ${line(t(isPlace ? 'endDay' : 'day'), note.releasedOn)}
    </dl>
    <footer>${note.unit === null ? t('office') : `${t(isPlace ? 'office' : 'unit')}: ${note.unit}`} ${t('signed')}</footer>
  </section>`
}

export const noteHtml = (note: ReleaseNote): string =>
  paperPage({
    lang: 'zh',
    title: `${NOTE[note.name === null ? 'titlePlace' : 'title'].zh} · ${NOTE[note.name === null ? 'titlePlace' : 'title'].en}`,
    style: STYLE,
    body: html`<main>${half(note, 'zh')}${half(note, 'en')}</main>`,
  })
