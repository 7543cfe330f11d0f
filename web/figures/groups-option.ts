import type { EChartsCoreOption } from 'echarts/core';
import { axisLook, chartColours, chartText, chartTextStyle, tooltipLook } from './chart-look.ts';

export interface Bar {
  name: string;
  now: number;
  before: number;
}

/** The largest groups beside each other, this period above the one before. */
export function groupsOption(
  bars: readonly Bar[],
  words: { now: string; before: string },
  scale: number,
): EChartsCoreOption {
  const look = axisLook(scale);
  return {
    animationDuration: 300,
    textStyle: chartTextStyle(),
    grid: { left: 8, right: 40 * scale, top: 30 * scale, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      right: 0,
      itemWidth: 14 * scale,
      itemHeight: 8 * scale,
      textStyle: { color: chartColours.soft, fontSize: chartText(scale, 'small') },
    },
    tooltip: { trigger: 'axis', axisPointer: { type: 'none' }, ...tooltipLook(scale) },
    xAxis: { type: 'value', minInterval: 1, ...look },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ name }) => name),
      ...look,
      axisLabel: { ...look.axisLabel, width: 130 * scale, overflow: 'truncate' },
    },
    series: [
      {
        name: words.now,
        type: 'bar',
        data: bars.map(({ now }) => now),
        itemStyle: { color: chartColours.accent },
        barMaxWidth: 14 * scale,
        label: {
          show: true,
          position: 'right',
          color: chartColours.ink,
          fontSize: chartText(scale, 'small'),
        },
      },
      {
        name: words.before,
        type: 'bar',
        data: bars.map(({ before }) => before),
        itemStyle: { color: chartColours.accentDeep },
        barMaxWidth: 8 * scale,
      },
    ],
  };
}
