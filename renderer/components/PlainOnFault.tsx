import { Component, type ReactNode } from 'react';

interface Props {
  /** What is shown in place of children that can't be drawn. */
  readonly text: string;
  readonly children: ReactNode;
}

/** Shows a text as it was written where drawing it fails: one odd note must not take the board with it. */
export class PlainOnFault extends Component<Props, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override render(): ReactNode {
    return this.state.hasFailed ? <p>{this.props.text}</p> : this.props.children;
  }
}
