/**
 * Sources of stills: {@link vigie.source.stills.FolderSource} watches a folder, {@link vigie.source.stills.SnapshotSource} asks a camera,
 * {@link vigie.source.stills.PostedSource} waits for whoever sends, {@link vigie.source.stills.SimulatedCamera} invents. Each gives its
 * stills to a {@link vigie.still.StillIntake}; they are no bytes for a decoder.
 */
@NullMarked
package vigie.source.stills;

import org.jspecify.annotations.NullMarked;
