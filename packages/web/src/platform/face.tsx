// How every face starts.
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles.css'
import { ErrorBoundary } from './parts.tsx'

/** `worksOffline` names the face for the service worker, which keeps its files, so that the page opens with the server switched off. */
export function mountFace(face: ReactNode, { worksOffline }: { worksOffline?: 'resident' | 'work' } = {}): void {
  createRoot(document.getElementById('face')!).render(<ErrorBoundary>{face}</ErrorBoundary>)
  if (worksOffline === undefined || !import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js').then(
    async () => (await navigator.serviceWorker.ready).active?.postMessage({ keep: worksOffline }),
    // Refused in a private window or on an insecure address: the page works, only not without the server.
    () => null,
  )
}
