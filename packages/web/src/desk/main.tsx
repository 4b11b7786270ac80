import { mountFace } from '../platform/face.tsx'
import './desk.css'
import { Desk } from './desk.tsx'

mountFace(<Desk />)
