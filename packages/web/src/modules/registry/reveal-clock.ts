import { REVEAL_MINUTES } from '@xiaomen/rules/access'
import { useEffect, useRef, useState } from 'react'

const showLeft = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/**
 * What is left of the minutes that a field is shown in full, each second anew, "4:59"; tells when they are over. Counted from when it came:
 * a device whose clock is wrong must not show a number for hours.
 */
export function useRevealLeft(onOver: () => void): string {
  const [left, setLeft] = useState(REVEAL_MINUTES * 60)
  const over = useRef(onOver)
  useEffect(() => {
    over.current = onOver
  })
  useEffect(() => {
    // By the wall clock's progress, so that a phone that slept meanwhile hides at once on waking.
    const ends = Date.now() + REVEAL_MINUTES * 60_000
    const timer = setInterval(() => {
      const seconds = Math.ceil((ends - Date.now()) / 1000)
      if (seconds > 0 && seconds <= REVEAL_MINUTES * 60) setLeft(seconds)
      else over.current()
    }, 1000)
    return () => clearInterval(timer)
  }, [])
  return showLeft(left)
}
