// Which operations exist today, and where: what is of an emergency has no button in peace.
import { useEffect, useRef } from 'react'
import { useQuery } from './api.ts'
import type { OpName } from './ops.ts'
import { useSession } from './session.tsx'

const useFunctions = () => {
  const { may } = useSession()
  return useQuery('posture.listFunctions', {}, { enabled: may('posture.read') }).data
}

/** `isThere('control.registerCase', path)`: under the posture of that place, or anywhere at the account's areas when none is named. */
export function useIsThere(): (operation: OpName, path?: string) => boolean {
  const functions = useFunctions()
  return (operation, path) => {
    const where = functions?.[operation]
    // Until it is known a button stands there, and the server says no all the same.
    return where === undefined || where.some((held) => path === undefined || path.startsWith(held))
  }
}

/** When functions begin or cease the session is asked again: its permissions are those of what exists. */
export function useFollowFunctions(): void {
  const { reload } = useSession()
  const functions = useFunctions()
  const known = functions === undefined ? null : JSON.stringify(functions)
  const last = useRef<string | null>(null)
  useEffect(() => {
    if (known !== null && last.current !== null && known !== last.current) void reload()
    if (known !== null) last.current = known
  }, [known, reload])
}
