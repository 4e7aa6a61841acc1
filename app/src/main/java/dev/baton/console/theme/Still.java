package dev.baton.console.theme;

import javafx.scene.layout.Region;

/**
 * Holds content whose size is fixed along one side, so that nothing around depends on what is in it: where a word in it changes, it is laid
 * out by itself, and the window around it is not. JavaFX thread only.
 */
public final class Still extends Region {
    private final Region content;

    public Still(Region content) {
        this.content = content;
        // Whose layout asks for none of its parent.
        content.setManaged(false);
        getChildren().setAll(content);
    }

    @Override
    protected void layoutChildren() {
        content.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    @Override
    protected double computeMinWidth(double height) {
        return content.minWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return content.minHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return content.prefWidth(height);
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(width);
    }

    @Override
    protected double computeMaxWidth(double height) {
        return content.maxWidth(height);
    }

    @Override
    protected double computeMaxHeight(double width) {
        return content.maxHeight(width);
    }
}
