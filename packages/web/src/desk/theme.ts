import type { ThemeConfig } from 'antd'

/** Ink blue and quiet greys. Red, yellow and green are kept for what they mean in the domain: a slip in a form is plum, a warning is ink, a success is blue. */
export const theme: ThemeConfig = {
  cssVar: { key: 'xm' },
  hashed: false,
  token: {
    colorPrimary: '#0b4f7d',
    colorInfo: '#0b4f7d',
    colorLink: '#0b4f7d',
    colorSuccess: '#0b4f7d',
    colorError: '#8f2464',
    colorWarning: '#40505e',
    colorText: '#14202b',
    colorTextSecondary: '#4a5965',
    colorTextTertiary: '#5c6b77',
    colorTextDescription: '#4a5965',
    colorTextPlaceholder: '#6b7883',
    // The tints antd derives from so dark a blue are grey: they are given here.
    colorPrimaryBg: '#e3eef5',
    colorPrimaryBgHover: '#d3e4ef',
    colorPrimaryBorder: '#9cc1d9',
    colorPrimaryHover: '#15659c',
    colorPrimaryActive: '#083b5e',
    controlItemBgActive: '#e3eef5',
    controlItemBgActiveHover: '#d3e4ef',
    colorInfoBg: '#eaf3f9',
    colorInfoBorder: '#9cc1d9',
    colorWarningBg: '#f1f4f6',
    colorWarningBorder: '#6c7a86',
    colorErrorBg: '#f8ebf3',
    colorErrorBorder: '#d9a3c2',
    colorSuccessBg: '#eaf3f9',
    colorSuccessBorder: '#9cc1d9',
    colorBgLayout: '#f4f6f7',
    colorBorder: '#c3ccd3',
    colorBorderSecondary: '#e1e6ea',
    borderRadius: 6,
    fontSize: 14,
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

/** Too short to be seen. With motion switched off altogether a list that is searched while it opens stays where nobody sees it. */
const STILL = { motionDurationFast: '0.01s', motionDurationMid: '0.01s', motionDurationSlow: '0.01s' }
/** Nothing moves for whoever asked their device for no motion. */
export const calmed = (of: ThemeConfig): ThemeConfig =>
  matchMedia('(prefers-reduced-motion: reduce)').matches ? { ...of, token: { ...of.token, ...STILL } } : of
