/** The wall's colours and sizes for charts; sizes grow with the wall's type size. */
export const chartColours = {
  ink: '#e9eeec',
  soft: '#a9b7b9',
  faint: '#7d8d92',
  line: '#1f2c32',
  accent: '#93d5d3',
  accentDeep: '#2f6f73',
  amber: '#f4b545',
} as const;

/** Everything in a chart is written in the page's own type; charts measure text themselves and must know its name. */
export const chartTextStyle = () => ({ fontFamily: getComputedStyle(document.body).fontFamily });

/** Type size in pixels at a root scale: readable from across the room. */
export const chartText = (scale: number, size: 'small' | 'plain' = 'plain'): number =>
  Math.round((size === 'small' ? 12 : 14) * scale);

export const axisLook = (scale: number) => ({
  axisLine: { lineStyle: { color: chartColours.line } },
  axisTick: { show: false },
  axisLabel: { color: chartColours.soft, fontSize: chartText(scale, 'small') },
  splitLine: { lineStyle: { color: chartColours.line } },
});

export const tooltipLook = (scale: number) => ({
  backgroundColor: '#141d22',
  borderColor: '#33444b',
  textStyle: { color: chartColours.ink, fontSize: chartText(scale) },
});
