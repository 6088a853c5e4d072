package io.soprelay.flow.definition;

import java.util.List;

/**
 * The seven parts every SOP document carries (seed 000-01), in the order they are read.
 *
 * @param purposeAndScope 目的和适用范围
 * @param responsibilities 责任人
 * @param steps 详细步骤
 * @param instructions 操作指导
 * @param qualityControl 质量控制
 * @param recordsAndDocuments 记录和文档
 * @param reviewAndApproval 审核和批准
 */
public record SopDocument(
        String purposeAndScope,
        List<String> responsibilities,
        List<String> steps,
        List<String> instructions,
        List<String> qualityControl,
        List<String> recordsAndDocuments,
        String reviewAndApproval) {
    public SopDocument {
        responsibilities = List.copyOf(responsibilities);
        steps = List.copyOf(steps);
        instructions = List.copyOf(instructions);
        qualityControl = List.copyOf(qualityControl);
        recordsAndDocuments = List.copyOf(recordsAndDocuments);
    }
}
