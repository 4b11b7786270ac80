// Speaks the gate's sentences into packages/web/src/modules/gate/clips, with the programs espeak-ng, sox and lame. A neighbourhood that
// wants a voice of its own records the same sentences under the same names: <sentence>-<zh|en>.mp3, mono.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CLIPS = 'packages/web/src/modules/gate/clips'

// The plain voice `cmn` reads pinyin as English.
const VOICES = { zh: ['-v', 'cmn-latn-pinyin', '-s', '150'], en: ['-v', 'en-gb', '-s', '150'] } as const
const sentences = JSON.parse(readFileSync(`${CLIPS}/sentences.json`, 'utf8')) as Record<keyof typeof VOICES, Record<string, string>>
const folder = mkdtempSync(join(tmpdir(), 'xiaomen-clips-'))
try {
  for (const lang of ['zh', 'en'] as const)
    for (const [name, sentence] of Object.entries(sentences[lang])) {
      const [raw, clean] = [join(folder, 'raw.wav'), join(folder, 'clean.wav')]
      execFileSync('espeak-ng', [...VOICES[lang], '-w', raw, sentence])
      // No silence before or after, as loud as it goes: a loudspeaker in the rain.
      execFileSync('sox', [raw, clean, 'silence', '1', '0.02', '0.5%', 'reverse', 'silence', '1', '0.02', '0.5%', 'reverse', 'norm', '-1'])
      execFileSync('lame', ['--quiet', '-m', 'm', '--resample', '22.05', '-b', '32', clean, `${CLIPS}/${name}-${lang}.mp3`])
    }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
