// 个人字段: how a person's fields are sealed, indexed and shown. Runs in the import's thread too.
import { masked, type Sight, type DataClass } from '@xiaomen/rules/access'
import { birthdayOf, type CareCategory, type Document, type DocumentKind, nameBigrams, plainName, queryBigrams } from '@xiaomen/rules/registry'
import type { FieldCrypto } from '../../platform/crypto.ts'
import { initialsAsked, initialsOf } from './initials.ts'
import type { PersonRow } from './tables.ts'

export type PersonFields = { name: string; phone: string | null; document: Document | null; care: CareCategory[]; lang: string | null }
type SealedFields = Pick<
  PersonRow,
  | 'name'
  | 'phone'
  | 'document'
  | 'document_kind'
  | 'document_country'
  | 'care'
  | 'lang'
  | 'name_tokens'
  | 'phone_index'
  | 'phone_tail'
  | 'document_index'
  | 'birth_index'
>

const at = (row: string, column: string) => ({ table: 'registry.person', row, column })
const TOKEN_BITS = 20
/** First of a name's pieces: the form they are in. A piece is never negative, and the earlier form began with one. */
const NAME_FORM = -2

/** What a typed text asks of a name's pieces: its first letter, its pairs, and all ways to read it as initials (the first two, and all). */
export type NameQuery = { first: number; pairs: number[]; initials: { two: number[]; all: number[] } | null }

/** Makes sealed rows; remembers the indexes of pairs of letters and of last four digits, of which there are few. */
export function personSealer(crypto: FieldCrypto) {
  const tokens = new Map<string, number>()
  const tokenOf = (piece: string): number => {
    const known = tokens.get(piece)
    if (known !== undefined) return known
    if (tokens.size > 200_000) tokens.clear()
    const made = crypto.index('registry.person.name', piece).readUInt32BE(0) >>> (32 - TOKEN_BITS)
    tokens.set(piece, made)
    return made
  }
  const tails = new Map<string, Buffer>()
  const tailOf = (tail: string): Buffer => {
    const made = tails.get(tail) ?? phoneTail(crypto, tail)
    tails.set(tail, made)
    return made
  }
  // In fixed places, because only the equality of one piece can be looked up under row-level security (migration 010).
  const nameTokens = (name: string): number[] => {
    const [first, ...pairs] = nameBigrams(name)
    const initials = initialsOf(name)
    return [NAME_FORM, tokenOf(first ?? '^'), tokenOf(`~${initials.slice(0, 2)}`), tokenOf(`~${initials}`), ...pairs.map(tokenOf)]
  }
  return {
    nameTokens,
    nameQuery: (typed: string): NameQuery => {
      const [first] = nameBigrams(typed)
      const letters = typed.toLowerCase().replace(/[\s.·]/gu, '')
      const asked = /^[a-z]{2,8}$/.test(letters) ? initialsAsked(letters) : null
      return {
        first: tokenOf(first ?? '^'),
        pairs: queryBigrams(typed)
          .filter((piece) => !piece.startsWith('^'))
          .map(tokenOf),
        initials: asked && { two: [...new Set(asked.map((one) => tokenOf(`~${one.slice(0, 2)}`)))], all: asked.map((one) => tokenOf(`~${one}`)) },
      }
    },
    seal: (id: string, fields: PersonFields): SealedFields => ({
      name: crypto.seal('name', at(id, 'name'), fields.name),
      phone: fields.phone === null ? null : crypto.seal('phone', at(id, 'phone'), fields.phone),
      document: fields.document === null ? null : crypto.seal('document', at(id, 'document'), fields.document.number),
      document_kind: fields.document?.kind ?? null,
      document_country: fields.document?.country ?? null,
      care: fields.care.length === 0 ? null : crypto.seal('care', at(id, 'care'), fields.care.join(' ')),
      lang: fields.lang,
      name_tokens: nameTokens(fields.name),
      phone_index: fields.phone === null ? null : phoneIndex(crypto, fields.phone),
      phone_tail: fields.phone === null ? null : tailOf(fields.phone.slice(-4)),
      document_index: fields.document === null ? null : documentIndex(crypto, fields.document.number),
      birth_index: birthIndex(crypto, fields),
    }),
  }
}
export const phoneIndex = (crypto: FieldCrypto, phone: string): Buffer => crypto.index('registry.person.phone', phone)
/** 16 bits: one in 65,536 strangers shares it, so it finds within an area and proves nothing. */
export const phoneTail = (crypto: FieldCrypto, tail: string): Buffer => crypto.index('registry.person.phone_tail', tail).subarray(0, 2)
export const documentIndex = (crypto: FieldCrypto, number: string): Buffer => crypto.index('registry.person.document', number)
/** Null where the document says no day of birth. */
export function birthIndex(crypto: FieldCrypto, { name, document }: Pick<PersonFields, 'name' | 'document'>): Buffer | null {
  const birthday = birthdayOf(document)
  return birthday === null ? null : birthIndexOf(crypto, name, birthday)
}
export const birthIndexOf = (crypto: FieldCrypto, name: string, birthday: string): Buffer =>
  crypto.index('registry.person.birth', `${plainName(name)} ${birthday}`)
export const isSameContent = (a: PersonFields, b: PersonFields): boolean => contentOf(a) === contentOf(b)
const contentOf = ({ name, phone, document, care, lang }: PersonFields) =>
  JSON.stringify([name, phone, document?.kind, document?.number, document?.country, care.toSorted(), lang])

type Openable = Pick<PersonRow, 'id' | 'name' | 'phone' | 'document' | 'document_kind' | 'document_country' | 'care' | 'lang'>
export const openName = (crypto: FieldCrypto, row: Pick<PersonRow, 'id' | 'name'>): string => crypto.open('name', at(row.id, 'name'), row.name)
export const openPhone = (crypto: FieldCrypto, row: Pick<PersonRow, 'id' | 'phone'>): string | null =>
  row.phone === null ? null : crypto.open('phone', at(row.id, 'phone'), row.phone)
export const openDocument = (crypto: FieldCrypto, row: Pick<PersonRow, 'id' | 'document'>): string | null =>
  row.document === null ? null : crypto.open('document', at(row.id, 'document'), row.document)
export const openCare = (crypto: FieldCrypto, row: Pick<PersonRow, 'id' | 'care'>): CareCategory[] =>
  row.care === null ? [] : (crypto.open('care', at(row.id, 'care'), row.care).split(' ') as CareCategory[])

export const openFields = (crypto: FieldCrypto, row: Openable): PersonFields => {
  const number = openDocument(crypto, row)
  return {
    name: openName(crypto, row),
    phone: openPhone(crypto, row),
    care: openCare(crypto, row),
    lang: row.lang,
    document: number === null ? null : { kind: row.document_kind as DocumentKind, number, country: row.document_country },
  }
}

/** The fields as these sights allow them; what may not be seen is not opened. */
export function shownFields(crypto: FieldCrypto, row: Openable, sight: Record<DataClass, Sight>) {
  const document = sight.document === 'none' ? null : openDocument(crypto, row)
  return {
    name: sight.name === 'none' ? null : masked('name', openName(crypto, row), sight.name),
    phone: sight.phone === 'none' ? null : masked('phone', openPhone(crypto, row), sight.phone),
    document: masked('document', document, sight.document),
    documentKind: sight.document === 'none' ? null : row.document_kind,
    care: sight.care === 'full' ? openCare(crypto, row) : null,
    lang: sight.name === 'none' ? null : row.lang,
  }
}
