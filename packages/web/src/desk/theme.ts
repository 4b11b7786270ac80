import type { ThemeConfig } from 'antd'

/** Ink blue and quiet greys. Red, yellow and green are kept for what they mean in the domain. */
export const theme: ThemeConfig = {
  cssVar: { key: 'desk' },
  hashed: false,
  token: {
    colorPrimary: '#0b4f7d', colorInfo: '#0b4f7d', colorLink: '#0b4f7d', colorSuccess: '#0a6b3d', colorError: '#b3161b', colorWarning: '#8a5a00',
    colorText: '#14202b', colorTextSecondary: '#4a5965', colorTextTertiary: '#5c6b77', colorTextDescription: '#4a5965', colorTextPlaceholder: '#6b7883',
    colorBgLayout: '#f4f6f7', colorBorder: '#c3ccd3', colorBorderSecondary: '#e1e6ea', borderRadius: 6, fontSize: 14,
    fontFamily: "system-ui, -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 52, headerPadding: '0 16px', siderBg: '#ffffff', bodyBg: '#f4f6f7' },
    Menu: { itemHeight: 36, itemMarginInline: 8, itemMarginBlock: 2, itemSelectedBg: '#e3eef5', groupTitleFontSize: 12 },
    Tree: { nodeSelectedBg: '#e3eef5', nodeSelectedColor: '#14202b' },
    Table: { cellPaddingBlockMD: 9, cellPaddingBlockSM: 7, headerBg: '#f4f6f7', headerColor: '#4a5965' },
    Card: { bodyPadding: 16, headerHeight: 44 },
    Descriptions: { itemPaddingBottom: 8 },
    Form: { itemMarginBottom: 16 },
  },
}
