import { MenuOutlined } from '@ant-design/icons'
import { Button, Drawer, Grid, Layout, Menu, Skeleton, Tooltip } from 'antd'
import { Component, type ReactNode, Suspense, useMemo, useState } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { call } from '../platform/api.ts'
import { useFollowFunctions } from '../platform/functions.ts'
import { useLive } from '../platform/live.ts'
import { useSession } from '../platform/session.tsx'
import { setLang, useLang, useText } from '../platform/text.ts'
import { AccountMenu } from './account-menu.tsx'
import { AreaSwitch } from './area-switch.tsx'
import { type Screen, screens } from './screens.tsx'
import { deskText } from './text.ts'

function LiveBadge() {
  const t = useText(deskText)
  const liveness = useLive(
    'registry',
    'risk',
    'zones',
    'gate',
    'checklists',
    'patrols',
    'doors',
    'control',
    'arrivals',
    'aid',
    'antigen',
    'testing',
    'lab',
    'leads',
    'seals',
    'daily',
    'posture',
    'areas',
    'tasks',
    'sweeps',
    'status',
    'approvals',
  )
  return (
    <Tooltip title={t(liveness === 'live' ? 'liveHelp' : 'pollingHelp')}>
      <span className={`desk-live desk-live-${liveness}`} role="status">
        <i aria-hidden="true" />
        {t(liveness)}
      </span>
    </Tooltip>
  )
}

function LangButton() {
  const t = useText(deskText)
  const lang = useLang()
  const other = lang === 'zh' ? 'en' : 'zh'
  const change = () => {
    setLang(other)
    void call('access.setLang', { lang: other }).catch(() => null)
  }
  return (
    <Button type="text" onClick={change} lang={other === 'zh' ? 'zh-CN' : 'en'} aria-label={`${t('language')}: ${t('toOther')}`}>
      {t('toOther')}
    </Button>
  )
}

/** Where a screen would stand and none does. */
function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="desk-notice">
      <h1>{title}</h1>
      {children}
    </section>
  )
}

/** A screen that throws does not take the sidebar with it. */
class ScreenBoundary extends Component<{ says: string; again: string; children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false }
  static getDerivedStateFromError() {
    return { isBroken: true }
  }
  override render() {
    if (!this.state.isBroken) return this.props.children
    return (
      <Notice title={this.props.says}>
        <Button type="primary" onClick={() => location.reload()}>
          {this.props.again}
        </Button>
      </Notice>
    )
  }
}

function Sidebar({ shown, at, onChoose }: { shown: readonly Screen[]; at: string; onChoose?: () => void }) {
  const t = useText(deskText)
  const items = [...new Set(shown.map((screen) => screen.group))].map((group) => ({
    key: group,
    type: 'group' as const,
    label: t(group),
    children: shown
      .filter((screen) => screen.group === group)
      .map((screen) => ({
        key: screen.key,
        icon: screen.icon,
        label: (
          <Link href={`/${screen.key}`} onClick={() => onChoose?.()}>
            {t(screen.key)}
          </Link>
        ),
      })),
  }))
  return (
    <nav aria-label={t('navigation')}>
      <div className="desk-brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <strong>{t('product')}</strong>
        <span>{t('face')}</span>
      </div>
      <Menu mode="inline" items={items} selectedKeys={[at]} style={{ borderInlineEnd: 0 }} />
    </nav>
  )
}

export function Shell() {
  const t = useText(deskText)
  const { may } = useSession()
  useFollowFunctions()
  const wide = Grid.useBreakpoint().lg ?? window.innerWidth >= 992
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [location_] = useLocation()
  const at = location_.split('/')[1] ?? ''
  const shown = useMemo(() => screens.filter((screen) => screen.permissions.some((permission) => may(permission))), [may])
  const first = shown[0]

  return (
    <Layout className="desk-layout">
      <a
        className="desk-skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
      >
        {t('skip')}
      </a>
      {wide ? (
        <Layout.Sider width={216} className="desk-sider">
          <Sidebar shown={shown} at={at} />
        </Layout.Sider>
      ) : (
        <Drawer open={isMenuOpen} onClose={() => setMenuOpen(false)} placement="left" size={264} title={t('menu')} styles={{ body: { padding: 0 } }}>
          <Sidebar shown={shown} at={at} onChoose={() => setMenuOpen(false)} />
        </Drawer>
      )}
      <Layout>
        <Layout.Header className="desk-header">
          {!wide && <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} aria-expanded={isMenuOpen} onClick={() => setMenuOpen(true)} />}
          <AreaSwitch />
          <span className="desk-header-gap" />
          <LiveBadge />
          <LangButton />
          <AccountMenu isCompact={!wide} />
        </Layout.Header>
        <main id="main" tabIndex={-1} className="desk-main">
          <ScreenBoundary key={at} says={t('wentWrong')} again={t('reload')}>
            <Suspense fallback={<Skeleton active paragraph={{ rows: 6 }} />}>
              <Switch>
                {shown.map(({ key, Page }) => (
                  <Route key={key} path={`/${key}/*?`}>
                    <Page />
                  </Route>
                ))}
                {first === undefined ? (
                  <Route>
                    <Notice title={t('nothingHere')}>
                      <Button type="primary" href="/work/">
                        {t('toWork')}
                      </Button>
                    </Notice>
                  </Route>
                ) : (
                  <Route path="/">
                    <Redirect to={`/${first.key}`} replace />
                  </Route>
                )}
                <Route>
                  <Notice title={t('notFound')}>
                    <p>{screens.some((screen) => screen.key === at) ? t('refused') : t('notFoundHelp')}</p>
                  </Notice>
                </Route>
              </Switch>
            </Suspense>
          </ScreenBoundary>
        </main>
      </Layout>
    </Layout>
  )
}
