import type { Level } from '@xiaomen/rules/areas'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { useText } from '../platform/text.ts'
import { type Area, useAreas } from './areas.tsx'
import { deskText } from './text.ts'

type Node = { value: string; title: string; disabled: boolean; children: Node[] }
type Props = {
  id?: string
  value?: string | undefined
  onChange?: (areaId: string) => void
  /** Levels that may be chosen; the others are shown on the way to them. */
  levels?: readonly Level[]
  /** Deepest level listed at all. */
  deepest?: Level
  /** Opened to begin with; otherwise the two topmost levels are. */
  expanded?: readonly string[]
  disabled?: boolean
  variant?: 'outlined' | 'borderless' | 'filled'
  'aria-label'?: string
}

const ORDER: readonly Level[] = ['district', 'street', 'community', 'compound', 'building', 'unit']

export function useAreaNodes(levels: readonly Level[] | undefined, deepest: Level): Node[] {
  const { areas, childrenOf, isOwn } = useAreas()
  return useMemo(() => {
    const node = (area: Area): Node => ({
      value: area.id,
      title: area.name,
      disabled: !isOwn(area) || (levels !== undefined && !levels.includes(area.level)),
      children: childrenOf(area.id)
        .filter((child) => ORDER.indexOf(child.level) <= ORDER.indexOf(deepest))
        .map(node),
    })
    const known = new Set(areas.map((area) => area.id))
    return areas.filter((area) => area.parentId === null || !known.has(area.parentId)).map(node)
  }, [areas, childrenOf, isOwn, levels, deepest])
}

export function AreaSelect({ levels, deepest = 'unit', expanded, value, onChange, ...rest }: Props) {
  const t = useText(deskText)
  const { isPending } = useAreas()
  const nodes = useAreaNodes(levels, deepest)
  return (
    <TreeSelect
      {...rest}
      {...(value === undefined ? {} : { value })}
      onChange={(chosen: string) => onChange?.(chosen)}
      treeData={nodes}
      loading={isPending}
      placeholder={t('areaChoose')}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDefaultExpandedKeys={expanded === undefined ? nodes.flatMap((node) => [node.value, ...node.children.map((child) => child.value)]) : [...expanded]}
      listHeight={360}
      popupMatchSelectWidth={280}
      style={{ width: '100%' }}
    />
  )
}
