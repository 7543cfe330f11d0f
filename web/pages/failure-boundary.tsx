import { Component, type ErrorInfo, type ReactNode } from 'react';
import { FailurePage } from './failure-page.tsx';

/** Catches what breaks while drawing, says so, and offers to begin again. */
export class FailureBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('the page broke:', error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.failed ? <FailurePage /> : this.props.children;
  }
}
