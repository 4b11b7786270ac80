import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// One HTML entry a face, so that nobody downloads another face's code.
const faces = { resident: 'index.html', work: 'work/index.html', desk: 'desk/index.html', setup: 'setup/index.html' }

type Chunk = { file: string; css?: string[]; assets?: string[]; imports?: string[]; dynamicImports?: string[] }
/** Everything a face may ever need, screens loaded later and the camera's reader included. */
function filesOf(manifest: Record<string, Chunk>, entry: string): string[] {
  const files = new Set<string>()
  const seen = new Set<string>()
  const walk = (key: string) => {
    const chunk = manifest[key]
    if (chunk === undefined || seen.has(key)) return
    seen.add(key)
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(`/${file}`)
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) walk(next)
  }
  walk(entry)
  return [...files]
}

/** Writes the service worker with the files of the two faces that work offline, then every text file compressed once and for all. */
function offlineAndCompressed(): Plugin {
  let dist = ''
  return {
    name: 'xiaomen-offline-and-compressed',
    apply: 'build',
    configResolved(config) {
      dist = config.build.outDir
    },
    closeBundle(error?: Error) {
      if (error) return
      const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>
      const kept = {
        resident: ['/', '/icon.svg', '/icon-192.png', '/resident.webmanifest', ...filesOf(manifest, faces.resident)],
        work: ['/work/', '/icon.svg', '/icon-192.png', '/work.webmanifest', ...filesOf(manifest, faces.work)],
      }
      writeFileSync(join(dist, 'sw.js'), readFileSync(here('sw.template.js'), 'utf8').replace('__FACES__', JSON.stringify(kept)))
      for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|wasm|webmanifest)$/.test(file)) continue
        const bytes = readFileSync(join(dist, file))
        if (bytes.length < 1024) continue
        writeFileSync(join(dist, `${file}.gz`), gzipSync(bytes, { level: 9 }))
        writeFileSync(join(dist, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: bytes.length > 400_000 ? 9 : 11 } }))
      }
    },
  }
}

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react(), offlineAndCompressed()],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    manifest: true,
    // Phones of grandparents and of gate houses: Android WebView 87 and iOS 14.
    target: ['chrome87', 'safari14'],
    assetsInlineLimit: 2048,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: Object.fromEntries(
        Object.entries(faces)
          .filter(([, file]) => existsSync(here(file)))
          .map(([name, file]) => [name, here(file)]),
      ),
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': 'http://127.0.0.1:8080', '/posting': 'http://127.0.0.1:8080', '/poster': 'http://127.0.0.1:8080', '/verify': 'http://127.0.0.1:8080' },
  },
})
