import { mountFace } from '../platform/face.tsx'
import { SetupFace } from './app.tsx'

mountFace(<SetupFace />)
