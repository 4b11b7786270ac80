import { useState } from 'react'

/** Page after page by cursor: the way back is remembered, nothing is counted. `key` begins anew. */
export function usePages(key: string) {
  const [trail, setTrail] = useState<{ key: string; cursors: string[] }>({ key, cursors: [] })
  const cursors = trail.key === key ? trail.cursors : []
  const after = cursors.at(-1)
  return {
    cursor: after === undefined ? {} : { after },
    isFirst: cursors.length === 0,
    next: (to: string) => setTrail({ key, cursors: [...cursors, to] }),
    previous: () => setTrail({ key, cursors: cursors.slice(0, -1) }),
  }
}
