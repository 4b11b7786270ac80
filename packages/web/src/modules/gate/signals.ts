// The verdict for the ear and the hand: a guard does not always look at the screen.
import type { Outcome } from '@xiaomen/rules/gate'

/** Tones as [hertz, seconds]; enter rises, refuse is long and low, the two between knock. */
const TONES: Record<Outcome, readonly (readonly [number, number])[]> = {
  enter: [
    [880, 0.1],
    [1320, 0.16],
  ],
  hold: [
    [600, 0.18],
    [600, 0.18],
    [600, 0.18],
  ],
  refuse: [[220, 0.7]],
  cannotTell: [
    [520, 0.14],
    [390, 0.22],
  ],
}
const PULSES: Record<Outcome, number[]> = { enter: [60], hold: [160, 90, 160, 90, 160], refuse: [700], cannotTell: [160, 120, 160] }

let audio: AudioContext | null = null
/** Browsers give sound only after a touch: called on the first one. */
export function wakeSound(): void {
  if (typeof AudioContext === 'undefined') return
  audio ??= new AudioContext()
  void audio.resume().catch(() => null)
}

/** Where sound can be given now; null before the first touch, or where there is none. */
export const soundNow = (): AudioContext | null => (audio !== null && audio.state !== 'closed' ? audio : null)

export function signal(outcome: Outcome): void {
  navigator.vibrate?.(PULSES[outcome])
  if (audio === null || audio.state !== 'running') return
  let at = audio.currentTime + 0.01
  for (const [hertz, seconds] of TONES[outcome]) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0.35, at)
    volume.gain.exponentialRampToValueAtTime(0.01, at + seconds)
    tone.connect(volume).connect(audio.destination)
    tone.start(at)
    tone.stop(at + seconds)
    at += seconds + 0.05
  }
}
