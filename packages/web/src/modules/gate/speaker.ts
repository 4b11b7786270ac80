// Plays the recorded sentences over the same sound as the tones: one at a time, the newest first.
import { soundNow } from './signals.ts'
import type { Spoken } from './spoken-text.ts'

export type Speaks = 'off' | 'zh' | 'both'
/** Our own files, so that they are there without network. */
const FILES = import.meta.glob<string>('./clips/*.mp3', { query: '?url', import: 'default', eager: true })
const buffers = new Map<string, Promise<AudioBuffer | null>>()
let playing: AudioBufferSourceNode | null = null
let round = 0

const load = (audio: AudioContext, name: string): Promise<AudioBuffer | null> => {
  const known = buffers.get(name)
  if (known !== undefined) return known
  const made = fetch(FILES[`./clips/${name}.mp3`]!)
    .then(async (reply) => (reply.ok ? audio.decodeAudioData(await reply.arrayBuffer()) : null))
    .catch(() => null)
  buffers.set(name, made)
  // What could not be fetched is tried again the next time.
  void made.then((buffer) => buffer === null && buffers.delete(name))
  return made
}

/** Says it in Chinese, then in English where both are wanted. False where there is no sound. */
export async function speak(spoken: Spoken, speaks: Speaks): Promise<boolean> {
  const audio = soundNow()
  if (speaks === 'off' || audio === null) return speaks === 'off'
  const mine = ++round
  playing?.stop()
  for (const lang of speaks === 'both' ? ['zh', 'en'] : ['zh']) {
    const buffer = await load(audio, `${spoken}-${lang}`)
    if (mine !== round) return true
    if (buffer === null) return false
    await play(audio, buffer)
    if (mine !== round) return true
  }
  return true
}

const play = (audio: AudioContext, buffer: AudioBuffer): Promise<void> =>
  new Promise((done) => {
    playing = audio.createBufferSource()
    playing.buffer = buffer
    playing.addEventListener('ended', () => done(), { once: true })
    playing.connect(audio.destination)
    playing.start()
  })

/** Fetched and decoded before somebody stands there. */
export function warmUp(speaks: Speaks): void {
  const audio = soundNow()
  if (audio === null || speaks === 'off') return
  for (const file of Object.keys(FILES)) {
    const name = file.slice('./clips/'.length, -'.mp3'.length)
    if (speaks === 'both' || name.endsWith('-zh')) void load(audio, name)
  }
}
