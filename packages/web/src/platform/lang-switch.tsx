import { sessionWords } from './session-text.ts'
import { setLang, useLang, useText } from './text.ts'
import { call } from './transport.ts'

/** Keeps the choice on the device, and on the account when somebody is signed in. */
export function LangSwitch({ isSignedIn = false }: { isSignedIn?: boolean }) {
  const t = useText(sessionWords)
  const lang = useLang()
  const other = lang === 'zh' ? 'en' : 'zh'
  const choose = () => {
    setLang(other)
    if (isSignedIn) void call('access.setLang', { lang: other }).catch(() => null)
  }
  return (
    <button type="button" className="plain lang-switch" lang={other === 'zh' ? 'zh-CN' : 'en'} title={t('langTitle')} onClick={choose}>
      {t('lang')}
    </button>
  )
}
