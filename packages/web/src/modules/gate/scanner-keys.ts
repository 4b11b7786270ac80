import { useEffect, useRef } from 'react'

// A hand scanner types like a keyboard, but no human hits keys this fast for this long.
const AVERAGE_KEY_MS = 60
const SHORTEST = 9
/** A pause that ends what was typed before it. */
const PAUSE_MS = 1000

/** What a USB or Bluetooth scanner typed, wherever the focus is except in a field. While `isOff` it listens on, and lets go of what ends then. */
export function useScannerKeys(onScan: (text: string) => void, isOff: boolean): void {
  const latest = useRef({ onScan, isOff })
  latest.current = { onScan, isOff }
  useEffect(() => {
    let typed = ''
    let from = 0
    let at = 0
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return
      if (event.timeStamp - at > PAUSE_MS) {
        typed = ''
        from = event.timeStamp
      }
      at = event.timeStamp
      if (event.key === 'Enter') {
        const text = typed
        typed = ''
        if (text.length < SHORTEST || at - from > text.length * AVERAGE_KEY_MS) return
        // Otherwise Enter would also press whatever button has the focus.
        event.preventDefault()
        event.stopPropagation()
        if (!latest.current.isOff) latest.current.onScan(text)
      } else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) {
        // A space would press the button that has the focus.
        if (event.key === ' ' && typed !== '') event.preventDefault()
        typed += event.key
      }
    }
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [])
}
