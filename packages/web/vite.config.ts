import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// One HTML entry a face, so that nobody downloads another face's code.
const faces = { resident: 'index.html', work: 'work/index.html', desk: 'desk/index.html', setup: 'setup/index.html' }

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    manifest: true,
    // Phones of grandparents and of gate houses: Android WebView 87 and iOS 14.
    target: ['chrome87', 'safari14'],
    assetsInlineLimit: 2048,
    reportCompressedSize: false,
    rolldownOptions: { input: Object.fromEntries(Object.entries(faces).filter(([, file]) => existsSync(here(file))).map(([name, file]) => [name, here(file)])) },
  },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080', '/posting': 'http://127.0.0.1:8080', '/poster': 'http://127.0.0.1:8080', '/verify': 'http://127.0.0.1:8080' } },
})
