// Where we are, in the fragment: it never reaches a server or its log, and works without a network.
import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}
/** The fragment without '#'. A place of the face begins with '/'; anything else came from a scanned card. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => location.hash.slice(1))
export function goTo(place: `/${string}`): void {
  location.hash = place
}
/** Takes what a link brought out of the address bar and the history; `path` is where the face lives. */
export function dropHash(path: string = location.pathname): void {
  history.replaceState(null, '', path)
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}
