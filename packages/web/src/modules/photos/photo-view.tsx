// Photos as somebody with the right to see them asks for them: fetched when they are opened, since each look is on record.
import { useEffect, useState } from 'react'
import { useErrorText } from '../../platform/errors-text.ts'
import { fetchFile } from '../../platform/transport.ts'
import { useText } from '../../platform/text.ts'
import { photoWords } from './photo-text.ts'
import './photos.css'

export function PhotoView({ photoIds }: { photoIds: readonly string[] }) {
  const t = useText(photoWords)
  const sayError = useErrorText()
  const [isOpen, setOpen] = useState(false)
  const [urls, setUrls] = useState<string[]>([])
  const [error, setError] = useState<unknown>(null)
  const key = photoIds.join()
  useEffect(() => {
    if (!isOpen) return
    let isCurrent = true
    const made: string[] = []
    void (async () => {
      try {
        for (const photoId of key.split(',')) made.push(URL.createObjectURL(await fetchFile('photos.show', { photoId })))
        if (isCurrent) setUrls([...made])
      } catch (caught) {
        if (isCurrent) setError(caught)
      }
    })()
    return () => {
      isCurrent = false
      setUrls([])
      for (const url of made) URL.revokeObjectURL(url)
    }
  }, [isOpen, key])
  if (photoIds.length === 0) return null
  return (
    <div>
      <button type="button" className="photo-open" onClick={() => setOpen(!isOpen)}>
        {isOpen ? t('hide') : t('show', { count: photoIds.length })}
      </button>
      {error !== null && isOpen && <p role="alert">{sayError(error)}</p>}
      {isOpen && (
        <div className="photo-shown">
          {urls.map((url, at) => (
            <img key={url} src={url} alt={t('shown', { number: at + 1, count: urls.length })} />
          ))}
        </div>
      )}
    </div>
  )
}
