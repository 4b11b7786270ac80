// Homes, and the people in them: one row a home, or one a person.
import { CARE_WORDS, DOCUMENT_WORDS, RESIDENCY_WORDS, USE_WORDS } from '@xiaomen/rules/registry'
import { type ListedHome, listedHomes, type ListedPerson, listParts } from '../../registry/index.ts'
import { type Places, readPlaces } from './places.ts'
import type { Asked, Row, Source } from './source.ts'

const SEX = { male: ['男', 'male'], female: ['女', 'female'] } as const
const at = (lang: Asked['lang']) => (lang === 'zh' ? 0 : 1)

function homeCells(home: ListedHome, places: Places, lang: Asked['lang']): Row {
  return {
    '#id': home.id,
    '#home': home.id,
    community: places.nameAt(home.path, 'community'),
    compound: places.nameAt(home.path, 'compound'),
    building: places.nameAt(home.path, 'building'),
    unit: places.nameAt(home.path, 'unit'),
    grid: places.gridOf(home.path),
    door: home.door,
    address: home.address,
    floor: home.floor === null ? null : String(home.floor),
    homeUse: USE_WORDS[home.use][at(lang)]!,
  }
}
function personCells(person: ListedPerson, lang: Asked['lang']): Row {
  const care = (person.care ?? []).map((one) => CARE_WORDS[one][at(lang)]!).join(lang === 'zh' ? '、' : '; ')
  return {
    '#id': person.id,
    name: person.name,
    sex: person.sex === null ? null : SEX[person.sex][at(lang)],
    age: person.age === null ? null : String(person.age),
    residency: RESIDENCY_WORDS[person.residency][at(lang)]!,
    phone: person.phone,
    documentKind: person.documentKind === null ? null : DOCUMENT_WORDS[person.documentKind][at(lang)]!,
    documentNumber: person.document,
    documentCountry: person.country,
    care: care === '' ? null : care,
    lang: person.lang,
    since: person.since,
  }
}

const source = (key: 'homes' | 'residents' | 'careList'): Source => ({
  key,
  async open(ctx, asked) {
    const { filter, lang, today } = asked
    const places = await readPlaces(ctx, asked.paths, today)
    const parts = await listParts(ctx, asked.paths, asked.atOnce)
    let next = 0
    return async (inner) => {
      const part = parts[next]
      if (part === undefined) return null
      next += 1
      const homes = await listedHomes(inner, part, { withPersons: key !== 'homes' || asked.needs.has('names'), today })
      const wanted = homes.filter((home) => !filter.use?.length || filter.use.includes(home.use))
      if (key === 'homes')
        return wanted.map((home) => ({
          ...homeCells(home, places, lang),
          people: String(home.people),
          names: home.persons.flatMap(({ name }) => name ?? []).join(lang === 'zh' ? '、' : ', ') || null,
        }))
      return wanted.flatMap((home) => {
        const cells = homeCells(home, places, lang)
        return home.persons
          .filter((person) => key !== 'careList' || (person.care?.length ?? 0) > 0)
          .filter((person) => !filter.residency?.length || filter.residency.includes(person.residency))
          .filter((person) => !filter.care?.length || filter.care.some((one) => person.care?.includes(one)))
          .map((person): Row => ({ ...cells, ...personCells(person, lang) }))
      })
    }
  },
})
export const homes = source('homes')
export const residents = source('residents')
export const careList = source('careList')
