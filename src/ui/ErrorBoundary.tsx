import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { Notice } from "./Notice";

/** Where a screen breaks, the rest of the page stays; the screen can be shown anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <Notice
        kind="error"
        title="This screen could not be shown."
        actions={
          <Button variant="default" onClick={() => this.setState({ error: null })}>
            Show it again
          </Button>
        }
      >
        {error.message} Your data and runs are untouched.
      </Notice>
    );
  }
}
