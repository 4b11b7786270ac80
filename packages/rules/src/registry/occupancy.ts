// 出租空置: what a home is said to be beside who is recorded in it.
import type { HomeQuestion, HomeUse } from './words.ts'

/** Of a home, what a list asks about. */
export type HomeFacts = {
  use: HomeUse
  people: number
  tenants: number
  /** Somebody is on record as letting it; an owner who lives there is not that. */
  hasLandlord: boolean
  hasPhone: boolean
  withoutDocument: number
  inCare: number
  isInvited: boolean
}

/** Whether the answer to this question is yes for the home. */
export function isSo(question: HomeQuestion, home: HomeFacts): boolean {
  switch (question) {
    case 'vacant':
      return home.use === 'vacant'
    case 'rented':
      return home.use === 'rented'
    case 'nobody':
      return home.people === 0 && home.use !== 'vacant'
    case 'noPhone':
      return home.people > 0 && !home.hasPhone
    case 'noDocument':
      return home.withoutDocument > 0
    case 'notInvited':
      return home.people > 0 && !home.isInvited
    case 'hasCare':
      return home.inCare > 0
    case 'vacantInhabited':
      return home.use === 'vacant' && home.people > 0
    case 'rentedWithoutTenant':
      return home.use === 'rented' && home.tenants === 0
    case 'rentedWithoutLandlord':
      return home.use === 'rented' && !home.hasLandlord
  }
}
