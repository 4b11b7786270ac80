import { PrinterOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useNotify } from '../../desk/parts.tsx'
import { download } from '../../platform/api.ts'
import { useLang, useText } from '../../platform/text.ts'
import { sweepText } from './desk-text.ts'

/** The list and the cards come as a page of their own, to be opened and printed. */
export function PrintButton({ sweepId, areaId, isSmall = false }: { sweepId: string; areaId: string; isSmall?: boolean }) {
  const t = useText(sweepText)
  const lang = useLang()
  const notify = useNotify()
  const print = (what: 'list' | 'cards', isMissing: boolean) =>
    void download('sweeps.downloadSheet', { sweepId, areaId, lang, what, isMissing, origin: location.origin }).catch(notify.failed)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'list', label: t('print'), onClick: () => print('list', false) },
          { key: 'missing', label: `${t('print')} · ${t('printMissing')}`, onClick: () => print('list', true) },
          { key: 'cards', label: t('printCards'), onClick: () => print('cards', false) },
          { key: 'cardsMissing', label: `${t('printCards')} · ${t('printMissing')}`, onClick: () => print('cards', true) },
        ],
      }}
    >
      <Button icon={<PrinterOutlined />} size={isSmall ? 'small' : 'middle'} {...(isSmall ? { 'aria-label': t('print') } : {})}>
        {isSmall ? null : t('print')}
      </Button>
    </Dropdown>
  )
}
