import { Component, type ErrorInfo, type ReactNode } from 'react';

interface FailureBoundaryProps {
  /** Shown in place of what broke. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Catches what breaks while drawing, and shows the fallback instead. */
export class FailureBoundary extends Component<FailureBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('this broke:', error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
