import { mountFace } from '../platform/face.tsx'
import { ResidentFace } from './app.tsx'
import './resident.css'

mountFace(<ResidentFace />, { worksOffline: 'resident' })
