import type { EChartsCoreOption } from 'echarts/core';
import type { FigureReport } from '#contract/figures.ts';
import { axisLook, chartColours, chartText, chartTextStyle, tooltipLook } from './chart-look.ts';

interface TrendWords {
  reported: string;
  closed: string;
  closedLate: string;
}

/** What came in and what was closed, day by day or month by month; what was closed late stands in the warning colour. */
export function trendOption(report: FigureReport, words: TrendWords, scale: number): EChartsCoreOption {
  const isMonthly = report.period === 'quarter' || report.period === 'year';
  const label = (start: string) => (isMonthly ? start.slice(2, 7) : start.slice(5));
  const values = (name: keyof TrendWords) => report.trend.map(({ counts }) => counts[name]);
  return {
    animationDuration: 300,
    textStyle: chartTextStyle(),
    grid: { left: 8, right: 12, top: 34 * scale, bottom: 4, containLabel: true },
    legend: {
      top: 0,
      right: 0,
      itemWidth: 14 * scale,
      itemHeight: 8 * scale,
      textStyle: { color: chartColours.soft, fontSize: chartText(scale, 'small') },
    },
    tooltip: { trigger: 'axis', ...tooltipLook(scale) },
    xAxis: { type: 'category', data: report.trend.map(({ start }) => label(start)), ...axisLook(scale) },
    yAxis: { type: 'value', minInterval: 1, ...axisLook(scale) },
    series: [
      {
        name: words.reported,
        type: 'bar',
        data: values('reported'),
        itemStyle: { color: chartColours.accentDeep },
        barMaxWidth: 28 * scale,
      },
      {
        name: words.closed,
        type: 'line',
        data: values('closed'),
        symbol: 'none',
        lineStyle: { width: 2 * scale, color: chartColours.accent },
        itemStyle: { color: chartColours.accent },
      },
      {
        name: words.closedLate,
        type: 'line',
        data: values('closedLate'),
        symbol: 'none',
        lineStyle: { width: 2 * scale, color: chartColours.amber },
        itemStyle: { color: chartColours.amber },
      },
    ],
  };
}
