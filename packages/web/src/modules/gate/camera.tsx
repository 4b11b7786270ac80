import { useEffect, useRef, useState } from 'react'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { useText } from '../../platform/text.ts'
import { guardWords } from './guard-text.ts'

type Reader = (image: ImageData) => Promise<string | null>
let reader: Promise<Reader> | null = null
/** The reader comes with its wasm from our own server, when the camera is first opened. */
function loadReader(): Promise<Reader> {
  reader ??= import('zxing-wasm/reader').then(async ({ prepareZXingModule, readBarcodes }) => {
    await prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true })
    return async (image: ImageData) => {
      const [found] = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 1, tryHarder: true })
      return found === undefined || found.text === '' ? null : found.text
    }
  })
  reader.catch(() => {
    reader = null
  })
  return reader
}

const EDGE = 640
const BETWEEN_MS = 60
type Trouble = 'noCamera' | 'insecure' | 'allow'

/** Looks until it is taken away. `isPaused` keeps the picture and reads nothing. */
export function Camera({ onCode, isPaused, onOff }: { onCode: (text: string) => void; isPaused: boolean; onOff: () => void }) {
  const t = useText(guardWords)
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [torch, setTorch] = useState<{ track: MediaStreamTrack; isOn: boolean } | null>(null)
  const wanted = useRef({ onCode, isPaused })
  wanted.current = { onCode, isPaused }

  useEffect(() => {
    let isCurrent = true
    let stream: MediaStream | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = EDGE
    const picture = canvas.getContext('2d', { willReadFrequently: true })
    const look = async (read: Reader) => {
      const from = video.current
      if (!isCurrent || from === null || picture === null) return
      if (!wanted.current.isPaused && from.readyState >= 2 && from.videoWidth > 0) {
        // The middle square, which is what the frame on the screen shows.
        const edge = Math.min(from.videoWidth, from.videoHeight)
        picture.drawImage(from, (from.videoWidth - edge) / 2, (from.videoHeight - edge) / 2, edge, edge, 0, 0, EDGE, EDGE)
        const found = await read(picture.getImageData(0, 0, EDGE, EDGE)).catch(() => null)
        if (isCurrent && found !== null && !wanted.current.isPaused) wanted.current.onCode(found)
      }
      timer = setTimeout(() => void look(read), BETWEEN_MS)
    }
    const open = async () => {
      if (navigator.mediaDevices?.getUserMedia === undefined) return setTrouble(window.isSecureContext ? 'noCamera' : 'insecure')
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
        })
      } catch (error) {
        return setTrouble((error as Error).name === 'NotAllowedError' ? 'allow' : 'noCamera')
      }
      if (!isCurrent || video.current === null) return stream.getTracks().forEach((track) => track.stop())
      video.current.srcObject = stream
      await video.current.play().catch(() => null)
      const track = stream.getVideoTracks()[0]
      if (track !== undefined && 'torch' in (track.getCapabilities?.() ?? {})) setTorch({ track, isOn: false })
      try {
        void look(await loadReader())
      } catch {
        setTrouble('noCamera')
      }
    }
    void open()
    return () => {
      isCurrent = false
      clearTimeout(timer)
      stream?.getTracks().forEach((track) => track.stop())
    }
  }, [])

  const switchTorch = async () => {
    if (torch === null) return
    // `torch` is in the Image Capture draft, not yet in TypeScript's DOM.
    await torch.track.applyConstraints({ advanced: [{ torch: !torch.isOn } as MediaTrackConstraintSet] }).catch(() => null)
    setTorch({ ...torch, isOn: !torch.isOn })
  }
  if (trouble !== null)
    return (
      <div className="camera-trouble">
        <p role="alert">{t(trouble)}</p>
        <button onClick={onOff}>{t('cancel')}</button>
      </div>
    )
  return (
    <div className="camera">
      <video ref={video} playsInline muted aria-label={t('aim')} />
      <div className="frame" aria-hidden="true" />
      <p className="aim">{t('aim')}</p>
      <div className="camera-buttons">
        {torch !== null && (
          <button aria-pressed={torch.isOn} onClick={() => void switchTorch()}>
            {t('torch')}
          </button>
        )}
        <button onClick={onOff}>{t('cameraOff')}</button>
      </div>
    </div>
  )
}
