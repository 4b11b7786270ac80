// 长辈版: three sizes of type and target, kept on the device. The tokens are in styles.css.
import { useSyncExternalStore } from 'react'

export const SIZES = ['normal', 'large', 'huge'] as const
export type Size = (typeof SIZES)[number]
const STORED = 'xm.size'

const read = (): Size => {
  try {
    const stored = localStorage.getItem(STORED)
    return SIZES.find((size) => size === stored) ?? 'normal'
  } catch {
    return 'normal'
  }
}
let current: Size = typeof localStorage === 'undefined' ? 'normal' : read()
const listeners = new Set<() => void>()
const show = () => {
  if (typeof document !== 'undefined') document.documentElement.dataset['size'] = current
}
show()

export function setSize(size: Size): void {
  current = size
  try {
    localStorage.setItem(STORED, size)
  } catch {
    // A private window: lasts as long as the page.
  }
  show()
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}
export const useSize = (): Size =>
  useSyncExternalStore(
    subscribe,
    () => current,
    () => 'normal',
  )
