import { mountFace } from '../platform/face.tsx'
import { WorkerFace } from './app.tsx'
import './worker.css'

mountFace(<WorkerFace />, { worksOffline: 'work' })
