// photos 照片: pictures taken on duty, without what a camera writes beside them, sealed, and gone on their day.
// Owns photos.photo. Stands on areas and posture; the rooms above say which photo belongs to what.
// Tells nothing, hears nothing.
import { photos } from '@xiaomen/contract'
import { defineModule } from '../../platform/module.ts'
import { jobs } from './jobs.ts'
import { policy } from './policy.ts'
import { add, show } from './service.ts'

export const photosModule = defineModule('photos', { ops: photos, handlers: { add, show }, policy, jobs })

export { keepPhoto } from './keep.ts'
export { usePhotos } from './offers.ts'
