// An account in the copy that a drill works on: the same login and password, under the copy's own keys and tied to nobody of the ledger.
import type { FieldCrypto } from '../../platform/crypto.ts'
import { LOGIN_INDEX, normaliseLogin, openName, place } from './repo/account.ts'
import type { AccountRow } from './tables.ts'

type Sealed = Pick<AccountRow, 'id' | 'login' | 'name'>

export function resealAccount({ id, login, name }: Sealed, from: FieldCrypto, to: FieldCrypto): Pick<AccountRow, 'login' | 'login_index' | 'name'> {
  const plainLogin = from.open('phone', place(id, 'login'), login)
  return {
    login: to.seal('phone', place(id, 'login'), plainLogin),
    login_index: to.index(LOGIN_INDEX, normaliseLogin(plainLogin)),
    name: to.seal('name', place(id, 'name'), openName(from, { id, name })),
  }
}
