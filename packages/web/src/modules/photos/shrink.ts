// 拍完即减: a photo is drawn anew, so that nothing the camera wrote beside the picture leaves the phone, and small enough for a narrow line.

/** Longest edge in pixels, and quality: the first that is small enough. */
const TRIES = [
  [1280, 0.72],
  [960, 0.6],
  [720, 0.45],
] as const
/** What a slow line carries in some ten seconds, in bytes. */
const SMALL_ENOUGH = 180_000

const drawn = (picture: ImageBitmap, edge: number, quality: number): Promise<Blob> => {
  const scale = Math.min(1, edge / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error('not drawn')) : resolve(blob)), 'image/jpeg', quality))
}

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve((reader.result as string).split(',')[1] ?? ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('not read')))
    reader.readAsDataURL(blob)
  })

/** The photo as a JPEG in base64. @throws when the file is no picture, whatever its name says */
export async function shrink(file: Blob): Promise<string> {
  const picture = await createImageBitmap(file)
  try {
    let blob = new Blob()
    for (const [edge, quality] of TRIES) {
      blob = await drawn(picture, edge, quality)
      if (blob.size <= SMALL_ENOUGH) break
    }
    return await base64Of(blob)
  } finally {
    picture.close()
  }
}
