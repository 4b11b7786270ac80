import { mountFace } from '../platform/face.tsx'
import { SessionGate } from '../platform/session.tsx'

mountFace(<SessionGate><p>…</p></SessionGate>)
