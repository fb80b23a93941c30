/**
 * Sources of stills: {@link vigie.source.camera.FolderSource} watches a folder, {@link vigie.source.camera.SnapshotSource} asks a camera,
 * {@link vigie.source.camera.PostedSource} waits for whoever sends, {@link vigie.source.camera.SimulatedCamera} invents. Each gives its
 * stills to a {@link vigie.still.StillIntake}; they are no bytes for a decoder.
 */
@NullMarked
package vigie.source.camera;

import org.jspecify.annotations.NullMarked;
