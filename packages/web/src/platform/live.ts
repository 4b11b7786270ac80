// Live pages: server-sent events say which words changed; where they do not arrive, questions are asked again by the clock.
import { useEffect, useState } from 'react'
import { refresh } from './api.ts'

export type Liveness = 'live' | 'polling'
const POLL_MS = 20_000
/** Events of one deed come together and are one question; while more go on coming, questions keep this distance. */
const BURST_MS = 400
const APART_MS = 2_000

let isHeld = () => false
/** While this holds nothing is asked: a phone that is sending what it kept hears mostly its own echo, and its line is narrow. */
export const holdLiveWhile = (held: () => boolean): void => {
  isHeld = held
}

/**
 * Asks the queries of these words again whenever the server tells of an event of theirs.
 * The message holds the word only (`gate`): what it is about is asked for under the reader's own rights.
 */
export function useLive(...words: string[]): Liveness {
  const [liveness, setLiveness] = useState<Liveness>('polling')
  const key = words.join(' ')
  useEffect(() => {
    const heard = key.split(' ')
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastAsked = -APART_MS
    const soon = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined
          lastAsked = performance.now()
          if (isHeld()) return soon()
          void refresh(...heard)
        },
        Math.max(BURST_MS, lastAsked + APART_MS - performance.now()),
      )
    }
    const poll = setInterval(() => {
      if (source?.readyState !== 1 && !document.hidden) soon()
    }, POLL_MS)
    const source = typeof EventSource === 'undefined' ? null : new EventSource('/api/live')
    const onMessage = (message: MessageEvent<string>) => {
      const { word } = JSON.parse(message.data) as { word: string }
      if (heard.includes(word)) soon()
    }
    source?.addEventListener('open', () => setLiveness('live'))
    source?.addEventListener('error', () => setLiveness('polling'))
    source?.addEventListener('message', onMessage)
    return () => {
      source?.close()
      clearInterval(poll)
      clearTimeout(timer)
    }
  }, [key])
  return liveness
}
