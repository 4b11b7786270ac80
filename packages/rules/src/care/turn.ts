// 轮到谁: of the two who look after somebody, whose the next contact is. Either may make it.

/** @param lastBy the account that last spoke to them. Whoever did not has the next turn; a second who has no account cannot write it down. */
export function turnOf(accounts: { first: string | null; second: string | null }, lastBy: string | null): 'first' | 'second' | null {
  if (accounts.first === null) return accounts.second === null ? null : 'second'
  return accounts.second !== null && lastBy === accounts.first ? 'second' : 'first'
}
