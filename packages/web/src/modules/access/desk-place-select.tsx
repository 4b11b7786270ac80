// Where a grant is given: an area, or a grid or cut-area as its members are from day to day.
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { useAreaNodes } from '../../desk/area-select.tsx'
import { type Overlay, useAreas } from '../../desk/areas.tsx'
import { deskText } from '../../desk/text.ts'
import { overlayWords, useWord } from '../../desk/words.ts'
import { today, useText } from '../../platform/text.ts'

const OVERLAY = 'overlay:'
export const valueOfOverlay = (overlayId: string) => `${OVERLAY}${overlayId}`
/** As the server asks for it. */
export const placeOf = (value: string): { areaId: string } | { overlayId: string } =>
  value.startsWith(OVERLAY) ? { overlayId: value.slice(OVERLAY.length) } : { areaId: value }

const isGivenOn = (overlay: Overlay) => (overlay.kind === 'grid' || overlay.kind === 'cutArea') && (overlay.until === null || overlay.until >= today())

type Props = { id?: string; value?: string | undefined; onChange?: (value: string) => void; 'aria-label'?: string }
export function PlaceSelect({ value, onChange, ...rest }: Props) {
  const t = useText(deskText)
  const word = useWord()
  const { isPending, overlays } = useAreas()
  const nodes = useAreaNodes(undefined, 'unit')
  const tree = useMemo(
    () => [
      ...(['grid', 'cutArea'] as const).flatMap((kind) => {
        const children = overlays
          .filter((overlay) => overlay.kind === kind && isGivenOn(overlay))
          .map((overlay) => ({ value: valueOfOverlay(overlay.id), title: overlay.name, disabled: false, children: [] }))
        return children.length === 0 ? [] : [{ value: `kind:${kind}`, title: word(overlayWords[kind]), disabled: true, children }]
      }),
      ...nodes,
    ],
    [overlays, nodes, word],
  )
  return (
    <TreeSelect
      {...rest}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen: string) => onChange?.(chosen)}
      treeData={tree}
      loading={isPending}
      placeholder={t('areaChoose')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandedKeys={tree.flatMap((node) => [node.value, ...node.children.map((child) => child.value)])}
      listHeight={360}
      popupMatchSelectWidth={280}
      style={{ width: '100%' }}
    />
  )
}
