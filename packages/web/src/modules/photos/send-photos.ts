import { addToOutbox } from '../../platform/queue.ts'
import type { TakenPhoto } from './photo-input.tsx'

/** Before what names them: the queue keeps its order. Safe on this phone when it returns. */
export async function sendPhotos(areaId: string, photos: readonly TakenPhoto[]): Promise<void> {
  for (const { id, takenAt, bytes } of photos) await addToOutbox('photos.add', { id, areaId, at: new Date(takenAt).toISOString(), bytes })
}
