import { DownOutlined, EnvironmentOutlined } from '@ant-design/icons'
import { Button, Input, Popover, Tree } from 'antd'
import { useMemo, useState } from 'react'
import { useText } from '../platform/text.ts'
import { useAreaNodes } from './area-select.tsx'
import { useAreas } from './areas.tsx'
import { deskText } from './text.ts'

/** The area the desk works in, down to the compound: what is beneath is reached inside the screens. */
export function AreaSwitch() {
  const t = useText(deskText)
  const { current, choose, areas, chainOf } = useAreas()
  const [isOpen, setOpen] = useState(false)
  const [sought, setSought] = useState('')
  const nodes = useAreaNodes(undefined, 'compound')
  const expanded = useMemo(() => nodes.flatMap((node) => [node.value, ...node.children.map((child) => child.value)]), [nodes])
  const found = useMemo(
    () => areas.filter((area) => sought !== '' && area.level !== 'building' && area.level !== 'unit' && area.name.includes(sought)).slice(0, 30),
    [areas, sought],
  )
  if (current === null) return null
  const pick = (areaId: string | undefined) => {
    if (areaId === undefined) return
    choose(areaId)
    setOpen(false)
    setSought('')
  }
  const picker = (
    <div className="desk-area-picker">
      <Input.Search
        allowClear
        placeholder={t('areaChoose')}
        aria-label={t('areaChoose')}
        value={sought}
        onChange={(event) => setSought(event.target.value.trim())}
      />
      {sought === '' ? (
        <Tree
          blockNode
          height={360}
          defaultExpandedKeys={[...expanded, ...chainOf(current).map((area) => area.id)]}
          selectedKeys={[current.id]}
          treeData={nodes}
          fieldNames={{ key: 'value' }}
          onSelect={([areaId]) => pick(areaId === undefined ? current.id : String(areaId))}
        />
      ) : (
        <ul>
          {found.map((area) => (
            <li key={area.id}>
              <Button type="text" block onClick={() => pick(area.id)}>
                {chainOf(area)
                  .map((step) => step.name)
                  .join(' › ')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
  return (
    <Popover open={isOpen} onOpenChange={setOpen} trigger="click" placement="bottomLeft" content={picker} destroyOnHidden>
      <Button type="text" className="desk-area-switch" icon={<EnvironmentOutlined />} aria-label={`${t('areaNow')}: ${current.name}`} aria-expanded={isOpen}>
        <span className="desk-area-name">{current.name}</span>
        <DownOutlined aria-hidden="true" />
      </Button>
    </Popover>
  )
}
