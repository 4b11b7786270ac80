import { useEffect, useRef } from 'react'

// A hand scanner types like a keyboard, but no human hits keys this fast.
const BETWEEN_KEYS_MS = 60
const SHORTEST = 9

/** What a USB or Bluetooth scanner typed, wherever the focus is except in a field. */
export function useScannerKeys(onScan: (text: string) => void, isOff: boolean): void {
  const latest = useRef(onScan)
  latest.current = onScan
  useEffect(() => {
    if (isOff) return
    let typed = ''
    let at = 0
    const hear = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches('input, textarea, select')) return
      const isSlow = event.timeStamp - at > BETWEEN_KEYS_MS
      at = event.timeStamp
      if (event.key === 'Enter') {
        const text = typed
        typed = ''
        if (text.length < SHORTEST || isSlow) return
        // Otherwise Enter would also press whatever button has the focus.
        event.preventDefault()
        event.stopPropagation()
        latest.current(text)
      } else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) typed = isSlow ? event.key : typed + event.key
    }
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [isOff])
}
