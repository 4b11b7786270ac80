// 工作台: the desk face. antd for dense daily work; every screen is its own piece, loaded when it is opened.
import { App, ConfigProvider } from 'antd'
import en from 'antd/locale/en_GB'
import zh from 'antd/locale/zh_CN'
import { type ReactNode, useLayoutEffect } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { Queries } from '../platform/api.ts'
import { SessionGate } from '../platform/session.tsx'
import { useLang, useText } from '../platform/text.ts'
import { AreasProvider } from './areas.tsx'
import { Shell } from './shell.tsx'
import { deskText } from './text.ts'
import { calmed, theme } from './theme.ts'

/** The sign-in form belongs to all faces and wears their plain style; the desk itself takes it off. */
function PlainOff({ children }: { children: ReactNode }) {
  useLayoutEffect(() => {
    document.body.classList.remove('face-plain')
    return () => document.body.classList.add('face-plain')
  }, [])
  return children
}

export function Desk() {
  const t = useText(deskText)
  const lang = useLang()
  const title = `${t('product')} · ${t('face')}`
  useLayoutEffect(() => {
    document.title = title
  }, [title])
  useLayoutEffect(() => {
    if (document.querySelector('.desk') === null) document.body.classList.add('face-plain')
  }, [])
  return (
    <Queries>
      <SessionGate title={title}>
        <PlainOff>
          <ConfigProvider locale={lang === 'zh' ? zh : en} theme={calmed(theme)} button={{ autoInsertSpace: false }}>
            <App className="desk">
              {/* The place in the desk stands behind '#': the server serves one page, and no address reaches a log. */}
              <Router hook={useHashLocation}>
                <AreasProvider>
                  <Shell />
                </AreasProvider>
              </Router>
            </App>
          </ConfigProvider>
        </PlainOff>
      </SessionGate>
    </Queries>
  )
}
